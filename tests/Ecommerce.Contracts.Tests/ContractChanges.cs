using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Tests;

/// <summary>What of one contract another one breaks, on the wire or in JSON.</summary>
internal static class ContractChanges
{
    public static IReadOnlyList<string> Breaking(FileDescriptorSet before, FileDescriptorSet after)
    {
        List<string> changes = [];
        foreach (var file in before.File)
        {
            if (after.File.FirstOrDefault(f => f.Name == file.Name) is { } now)
            {
                Compare(file, now, changes);
            }
            else
            {
                changes.Add($"{file.Name}: removed");
            }
        }

        return changes;
    }

    private static void Compare(FileDescriptorProto before, FileDescriptorProto after, List<string> changes)
    {
        Match(
            before.MessageType, after.MessageType, m => m.Name, before.Package, changes, (was, now, at) => Compare(was, now, at, changes));
        Match(before.EnumType, after.EnumType, e => e.Name, before.Package, changes, (was, now, at) => Compare(was, now, at, changes));
        Match(before.Service, after.Service, s => s.Name, before.Package, changes, (was, now, at) => Compare(was, now, at, changes));
        Match(before.Extension, after.Extension, e => e.Name, before.Package, changes, (was, now, at) => Compare(was, now, at, changes));
    }

    private static void Compare(DescriptorProto before, DescriptorProto after, string name, List<string> changes)
    {
        Match(before.Field, after.Field, f => f.Name, name, changes, (was, now, at) => Compare(was, now, at, changes));
        Match(before.NestedType, after.NestedType, m => m.Name, name, changes, (was, now, at) => Compare(was, now, at, changes));
        Match(before.EnumType, after.EnumType, e => e.Name, name, changes, (was, now, at) => Compare(was, now, at, changes));
    }

    // JSON knows fields by name and protobuf by number, so both must stay.
    private static void Compare(FieldDescriptorProto before, FieldDescriptorProto after, string name, List<string> changes)
    {
        if (before.Number != after.Number)
        {
            changes.Add($"{name}: renumbered");
        }

        if ((before.Type, before.TypeName, before.Label, before.Proto3Optional) != (after.Type, after.TypeName, after.Label,
            after.Proto3Optional))
        {
            changes.Add($"{name}: retyped");
        }
    }

    private static void Compare(EnumDescriptorProto before, EnumDescriptorProto after, string name, List<string> changes) =>
        Match(before.Value, after.Value, v => v.Name, name, changes, (was, now, at) =>
        {
            if (was.Number != now.Number)
            {
                changes.Add($"{at}: renumbered");
            }
        });

    private static void Compare(ServiceDescriptorProto before, ServiceDescriptorProto after, string name, List<string> changes) =>
        Match(before.Method, after.Method, m => m.Name, name, changes, (was, now, at) =>
        {
            if ((was.InputType, was.OutputType, was.ClientStreaming, was.ServerStreaming)
                != (now.InputType, now.OutputType, now.ClientStreaming, now.ServerStreaming))
            {
                changes.Add($"{at}: retyped");
            }
        });

    private static void Match<T>(
        IEnumerable<T> before, IEnumerable<T> after, Func<T, string> name, string parent, List<string> changes,
        Action<T, T, string> compare)
    {
        var now = after.ToDictionary(name);
        foreach (var was in before)
        {
            var at = $"{parent}.{name(was)}";
            if (now.TryGetValue(name(was), out var match))
            {
                compare(was, match, at);
            }
            else
            {
                changes.Add($"{at}: removed");
            }
        }
    }
}
