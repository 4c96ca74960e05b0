using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class ProcessUseTests
{
    [Fact]
    public void Processor_time_is_read_behind_a_name_that_looks_like_fields()
    {
        const string Stat = "42 (a) R 1) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 7 9 20 0 1 0 100 1000 10";
        Assert.Equal(2.0, ProcessUse.CpuSeconds(Stat));
    }

    [Fact]
    public void A_process_uses_memory_and_time()
    {
        Assert.True(ProcessUse.PssMegabytes(Environment.ProcessId) > 1);
        Assert.True(ProcessUse.CpuSeconds(Environment.ProcessId) >= 0);
    }
}
