using System.Security.Cryptography;
using A2A.V1;
using Ecommerce.ServiceDefaults.Privacy;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>What encrypts configurations: a URL may be as secret as the token and the credentials beside it.</summary>
internal sealed class PushEncryption(SecretEncryption encryption)
{
    /// <summary>Encrypts a configuration, bound to its task and its ID.</summary>
    public byte[] Seal(Guid task, TaskPushNotificationConfig config) => encryption.Seal(config.ToByteArray(), NameOf(task, config.Id));

    /// <summary>Decrypts what <see cref="Seal"/> encrypted; null if that was done with another key.</summary>
    public TaskPushNotificationConfig? Open(Guid task, string id, byte[] seal)
    {
        try
        {
            return TaskPushNotificationConfig.Parser.ParseFrom(encryption.Open(seal, NameOf(task, id)));
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string NameOf(Guid task, string id) => $"{task:N}/{id}";
}
