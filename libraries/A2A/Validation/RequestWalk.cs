using System.Collections;
using System.Globalization;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Validation;

/// <summary>What holds for every message, by its definition: required fields, known enum values, lengths, counts and depth.</summary>
internal sealed class RequestWalk(A2ALimits limits)
{
    // So many are told at once.
    private const int MostViolations = 10;

    private readonly List<FieldViolation> _violations = [];

    public IReadOnlyList<FieldViolation> Violations => _violations;

    public void Add(string field, string description)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Add(new(field, description));
        }
    }

    public void Visit(IMessage message, string path)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var name = path.Length == 0 ? field.JsonName : $"{path}.{field.JsonName}";
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated || field.IsMap)
            {
                VisitItems(field, (ICollection)value, name);
            }
            else if (field.HasPresence && !field.Accessor.HasValue(message))
            {
                Require(field, isSet: false, name);
            }
            else
            {
                VisitSingle(field, value, name);
            }
        }
    }

    private void VisitItems(FieldDescriptor field, ICollection items, string name)
    {
        Require(field, items.Count > 0, name);
        var isOfParts = field.FieldType == FieldType.Message && field.MessageType == Part.Descriptor;
        var most = isOfParts ? limits.Parts : limits.Items;
        if (items.Count > most)
        {
            Add(name, $"It has more than {most} items.");
            return;
        }

        var index = 0;
        foreach (var item in items)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]");
            if (item is DictionaryEntry entry)
            {
                CheckText((string)entry.Key, place);
                VisitSingle(field.MessageType.FindFieldByNumber(2), entry.Value!, place);
            }
            else
            {
                VisitSingle(field, item, place);
            }
        }
    }

    private void VisitSingle(FieldDescriptor field, object value, string name)
    {
        switch (value)
        {
            case Struct data:
                VisitData(Value.ForStruct(data), name, 1);
                break;
            case Value data:
                VisitData(data, name, 0);
                break;
            case Timestamp time:
                CheckTime(time, name);
                break;
            case IMessage message:
                Visit(message, name);
                break;
            case string text:
                Require(field, text.Length > 0, name);
                CheckText(text, name, isLong: field.ContainingType == Part.Descriptor && field.FieldNumber == Part.TextFieldNumber);
                break;
            case System.Enum number:
                var value32 = Convert.ToInt32(number, CultureInfo.InvariantCulture);
                Require(field, value32 != 0, name);
                if (field.EnumType.FindValueByNumber(value32) is null)
                {
                    Add(name, "It is not a known value.");
                }

                break;
        }
    }

    private void VisitData(Value value, string name, int depth)
    {
        if (depth > limits.Depth)
        {
            Add(name, $"It is nested deeper than {limits.Depth} levels.");
            return;
        }

        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                CheckCount(value.StructValue.Fields.Count, name);
                foreach (var (key, item) in value.StructValue.Fields)
                {
                    CheckText(key, name);
                    VisitData(item, name, depth + 1);
                }

                break;
            case Value.KindOneofCase.ListValue:
                CheckCount(value.ListValue.Values.Count, name);
                foreach (var item in value.ListValue.Values)
                {
                    VisitData(item, name, depth + 1);
                }

                break;
            case Value.KindOneofCase.StringValue:
                CheckText(value.StringValue, name, isLong: true);
                break;
            case Value.KindOneofCase.NumberValue when !double.IsFinite(value.NumberValue):
                Add(name, "JSON has no such number.");
                break;
            case Value.KindOneofCase.None:
                Add(name, "A value is empty.");
                break;
        }
    }

    private void Require(FieldDescriptor field, bool isSet, string name)
    {
        if (!isSet && field.IsRequired())
        {
            Add(name, "It is required.");
        }
    }

    private void CheckCount(int count, string name)
    {
        if (count > limits.Items)
        {
            Add(name, $"It has more than {limits.Items} members.");
        }
    }

    private void CheckText(string text, string name, bool isLong = false)
    {
        if (!isLong && text.Length > limits.NameLength)
        {
            Add(name, $"It is longer than {limits.NameLength} characters.");
        }
        // Databases and C know no such character, and outside of texts there is no use for any control character.
        else if (isLong ? text.Contains('\0', StringComparison.Ordinal) : text.Any(char.IsControl))
        {
            Add(name, "It has a control character.");
        }
    }

    private void CheckTime(Timestamp time, string name)
    {
        try
        {
            time.ToDateTime();
        }
        catch (InvalidOperationException)
        {
            Add(name, "It is no moment between the years 1 and 9999.");
        }
    }
}
