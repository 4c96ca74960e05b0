using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Tests.Users;

public sealed class HashingQueueTests
{
    [Theory]
    [InlineData(1, 0.15, 14)] // one is hashed at once, and two seconds' worth waits
    [InlineData(1, 0.9, 3)]
    [InlineData(4, 0.9, 12)]
    [InlineData(1, 10, 1)] // however slow hashing is, a lone caller is served
    public void No_more_wait_than_are_hashed_in_two_seconds(int hands, double seconds, int most)
    {
        var queue = Measured(hands, TimeSpan.FromSeconds(seconds));
        Assert.Equal(most, Fill(queue));
        Assert.False(queue.TryEnter(out var wait));
        Assert.True(wait > HashingQueue.LongestWait);
    }

    [Fact]
    public void Who_leaves_makes_room_for_another()
    {
        var queue = Measured(1, TimeSpan.FromSeconds(1));
        Fill(queue);
        queue.Leave(took: null);
        Assert.True(queue.TryEnter(out _));
        Assert.False(queue.TryEnter(out _));
    }

    private static HashingQueue Measured(int hands, TimeSpan took)
    {
        var queue = new HashingQueue(hands);
        for (var i = 0; i < 200; i++)
        {
            Assert.True(queue.TryEnter(out _));
            queue.Leave(took);
        }

        return queue;
    }

    private static int Fill(HashingQueue queue)
    {
        var entered = 0;
        while (queue.TryEnter(out _))
        {
            entered++;
        }

        return entered;
    }
}
