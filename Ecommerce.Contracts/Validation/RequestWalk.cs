using System.Collections;
using System.Globalization;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Layout;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Validation;

/// <summary>One walk through a request, with the violations that it finds.</summary>
internal sealed class RequestWalk
{
    private readonly FieldPath _path = new();
    private readonly List<FieldViolation> _violations = [];
    private bool _isSecret;

    public IReadOnlyList<FieldViolation> Violations => _violations;

    public void Message(IMessage message, MessageLayout layout)
    {
        switch (layout.Form)
        {
            case MessageForm.Struct:
                Struct((Struct)message, 1);
                break;
            case MessageForm.List:
                List((ListValue)message, 1);
                break;
            case MessageForm.Value:
                Value((Value)message, 0);
                break;
            case MessageForm.Timestamp:
                Timestamp((Timestamp)message);
                break;
            default:
                foreach (var field in layout.Fields)
                {
                    _path.Push(field.Name);
                    Field(message, layout, field);
                    _path.Pop();
                }

                break;
        }
    }

    private void Field(IMessage message, MessageLayout layout, FieldLayout field)
    {
        var set = !field.HasPresence || field.Accessor.HasValue(message);
        if (!set)
        {
            if (field.Rules.Required)
            {
                Refuse("is required");
            }

            return;
        }

        var value = field.Accessor.GetValue(message);
        if (field.IsMap)
        {
            Map(field, (IDictionary)value);
        }
        else if (field.IsList)
        {
            List(field, (IList)value);
        }
        else if (value is string { Length: 0 } && !field.HasPresence && !field.Rules.Required)
        {
            return; // left out
        }
        else
        {
            Single(field, value, layout, message);
        }
    }

    private void Map(FieldLayout field, IDictionary map)
    {
        if (!Count(field.Rules, map.Count))
        {
            return;
        }

        foreach (DictionaryEntry entry in map)
        {
            NoNul((string)entry.Key);
            Single(field.MapValue!, entry.Value!, null, null);
        }
    }

    private void List(FieldLayout field, IList list)
    {
        if (!Count(field.Rules, list.Count))
        {
            return;
        }

        for (var i = 0; i < list.Count && _violations.Count < RequestValidator.MaxViolations; i++)
        {
            _path.Push(i);
            Single(field, list[i]!, null, null);
            _path.Pop();
        }
    }

    private bool Count(FieldRules rules, int count)
    {
        if (rules.Required && count == 0)
        {
            return Refuse("must have at least one element");
        }

        return rules.MaxItems == 0 || count <= rules.MaxItems || Refuse($"must have at most {rules.MaxItems} elements");
    }

    private void Single(FieldLayout field, object value, MessageLayout? layout, IMessage? holder)
    {
        switch (value)
        {
            case string text:
                if (Text(field, text) && field.Rules.Money)
                {
                    Amount(text, layout, holder);
                }

                break;
            case IMessage message:
                var outer = _isSecret;
                _isSecret |= field.Rules.Secret;
                Message(message, field.Message);
                _isSecret = outer;
                break;
            case double number when !double.IsFinite(number):
            case float single when !float.IsFinite(single):
                Refuse("must be a finite number");
                break;
            case int or long or uint or ulong:
                Integer(field.Rules, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            default:
                if (field.Type == FieldType.Enum)
                {
                    Enum(field, (int)value);
                }

                break;
        }
    }

    private void Enum(FieldLayout field, int number)
    {
        if (!field.Enum!.IsDefined(number) || (number == 0 && (field.Rules.Required || field.IsList)))
        {
            Refuse($"must be one of {field.Enum.Choices}");
        }
    }

    private void Integer(FieldRules rules, decimal number)
    {
        if ((rules.HasMin && number < rules.Min) || (rules.HasMax && number > rules.Max))
        {
            Refuse((rules.HasMin, rules.HasMax) switch
            {
                (true, true) => $"must be from {rules.Min} to {rules.Max}",
                (true, false) => $"must be at least {rules.Min}",
                _ => $"must be at most {rules.Max}",
            });
        }
        else if (rules.Required && number == 0)
        {
            Refuse("is required");
        }
    }

    private bool Text(FieldLayout field, string text)
    {
        var rules = field.Rules;
        // A password is any characters, and is not stored as a text.
        if (!rules.Password && !NoNul(text))
        {
            return false;
        }

        if (rules.Required && (text.Length == 0 || (!rules.Password && string.IsNullOrWhiteSpace(text))))
        {
            return Refuse(text.Length == 0 ? "is required" : "must not be blank");
        }

        if (rules.MinLength > 0 || rules.MaxLength > 0)
        {
            var length = CodePoints(text);
            if (length < rules.MinLength)
            {
                return Refuse($"must have at least {rules.MinLength} characters");
            }

            if (rules.MaxLength > 0 && length > rules.MaxLength)
            {
                return Refuse($"must have at most {rules.MaxLength} characters");
            }
        }

        if (rules.Uuid && !TextForms.IsUuid(text))
        {
            return Refuse("must be a UUID");
        }

        if (rules.Email && !TextForms.IsMailbox(text))
        {
            return Refuse("must be an e-mail address");
        }

        if (rules.Name && !TextForms.IsName(text))
        {
            return Refuse("must be a letter and then letters, digits or underscores");
        }

        return field.Pattern is null || field.Pattern.IsMatch(text) || Refuse($"must be {rules.Form}");
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    // The message's own currency decides the digits. Where it has none (an item's price) the agent that knows it decides.
    private void Amount(string text, MessageLayout? layout, IMessage? holder)
    {
        var currency = layout?.Currency?.Accessor.GetValue(holder!) as string;
        var digits = Money.MaxDigits;
        if (!string.IsNullOrEmpty(currency) && !Money.TryGetDigits(currency, out digits))
        {
            Refuse("is in a currency that ISO 4217 does not list");
        }
        else if (!Money.TryParse(text, digits, out var minor) || minor == 0)
        {
            Refuse("must be a positive amount such as 39.98");
        }
    }

    private void Timestamp(Timestamp time)
    {
        // google/protobuf/timestamp.proto: years 1 to 9999, nanos never negative.
        if (time.Seconds is < -62_135_596_800 or > 253_402_300_799 || time.Nanos is < 0 or > 999_999_999)
        {
            Refuse("must be a time of the years 1 to 9999");
        }
    }

    private void Struct(Struct value, int depth)
    {
        if (depth > ContractJson.MaxDepth)
        {
            Refuse(ContractJson.TooDeep);
            return;
        }

        foreach (var (name, field) in value.Fields)
        {
            Untyped(name);
            Value(field, depth);
        }
    }

    private void List(ListValue value, int depth)
    {
        if (depth > ContractJson.MaxDepth)
        {
            Refuse(ContractJson.TooDeep);
            return;
        }

        foreach (var element in value.Values)
        {
            Value(element, depth);
        }
    }

    private void Value(Value value, int depth)
    {
        switch (value.KindCase)
        {
            case Google.Protobuf.WellKnownTypes.Value.KindOneofCase.StructValue:
                Struct(value.StructValue, depth + 1);
                break;
            case Google.Protobuf.WellKnownTypes.Value.KindOneofCase.ListValue:
                List(value.ListValue, depth + 1);
                break;
            case Google.Protobuf.WellKnownTypes.Value.KindOneofCase.StringValue:
                Untyped(value.StringValue);
                break;
            case Google.Protobuf.WellKnownTypes.Value.KindOneofCase.NumberValue when !double.IsFinite(value.NumberValue):
                Refuse("holds a number that is not finite");
                break;
        }
    }

    // What may be a password is looked at by the agent that knows, and is stored by nobody before.
    private bool Untyped(string text) => _isSecret || NoNul(text);

    // PostgreSQL's text cannot hold U+0000.
    private bool NoNul(string text) => !text.Contains('\0') || Refuse("must not hold the character U+0000");

    private bool Refuse(string description)
    {
        if (_violations.Count < RequestValidator.MaxViolations)
        {
            _violations.Add(new(_path.ToString(), description));
        }

        return false;
    }
}
