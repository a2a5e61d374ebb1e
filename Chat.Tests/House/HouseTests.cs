using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Chat.Tests.House;

/// <summary>Keeps the house in order: which room may use which, in C# and in JavaScript, and how large a file may grow.</summary>
public sealed partial class HouseTests
{
    private const int MaxLines = 300;

    /// <summary>Each room with the rooms it may use directly; it may use all that those may.</summary>
    private static readonly Dictionary<string, string[]> Graph = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Data"] = ["Core"],
        ["Jobs"] = ["Data"],
        ["Outbound"] = ["Data"],
        ["Shared"] = ["Core"],
        ["Accounts"] = ["Shared", "Jobs"],
        ["Push"] = ["Accounts", "Outbound", "Jobs"],
        ["Delivery"] = ["Accounts"],
        ["People"] = ["Delivery"],
        ["Rooms"] = ["People"],
        ["Presence"] = ["Rooms"],
        ["Messages"] = ["Presence"],
        ["Polls"] = ["Messages"],
        ["Previews"] = ["Messages", "Outbound"],
        ["Reactions"] = ["Messages"],
        ["Threads"] = ["Messages"],
        ["Mentions"] = ["Messages"],
        ["Notifications"] = ["Messages", "Push", "Jobs"],
        ["Later"] = ["Notifications"],
        ["Search"] = ["Messages"],
        ["App"] = ["Messages"],
        ["Admin"] = ["Polls", "Previews", "Reactions", "Threads", "Mentions", "Later", "Search"],
    };

    /// <summary>The same for modules; <c>base</c> is what the browser sees of Shared.</summary>
    private static readonly Dictionary<string, string[]> Modules = new(StringComparer.Ordinal)
    {
        ["vendor"] = [],
        ["base"] = ["vendor"],
        ["delivery"] = ["base"],
        ["people"] = ["delivery"],
        ["rooms"] = ["people"],
        ["presence"] = ["rooms"],
        ["messages"] = ["rooms"],
        ["search"] = ["messages"],
        ["threads"] = ["messages"],
        ["polls"] = ["messages"],
        ["reactions"] = ["messages"],
        ["previews"] = ["messages"],
        ["mentions"] = ["messages"],
        ["later"] = ["messages"],
        ["notifications"] = ["messages"],
        ["app"] = ["notifications"],
    };

    [Fact]
    public void Rooms_use_only_the_rooms_before_them()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);
        var breaches =
            from type in assembly.MainModule.GetTypes()
            let room = RoomOf(type)
            where room is not null
            from use in UsesOf(type)
            let other = RoomOf(use.Type)
            where other is not null && other != room && !Reach(Graph, room).Contains(other)
            select $"{room} uses {other}: {type.FullName} in {use.Member} uses {use.Type.FullName}";

        Assert.Empty(breaches.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_room_has_its_place_in_the_graph()
    {
        var folders = Directory.GetDirectories(Path.Combine(Sources.Root, "Chat.Web"))
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["bin", "obj", "Properties", "data"], StringComparer.Ordinal);

        Assert.Equal(Graph.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_knows_only_the_runtime_and_Markdig()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);
        var foreign =
            from type in assembly.MainModule.GetTypes()
            where RoomOf(type) == "Core"
            from use in UsesOf(type)
            let ns = OutermostOf(use.Type).Namespace
            where ns.Length > 0 && !IsOf(ns, "System") && !IsOf(ns, "Markdig") && !IsOf(ns, "Chat.Core") && !IsOf(ns, "Microsoft.CodeAnalysis")
            select $"{type.FullName} uses {use.Type.FullName}";

        Assert.Empty(foreign.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Modules_import_only_from_the_rooms_before_them()
    {
        var breaches =
            from file in Sources.Files("wwwroot", "*.js")
            let room = Path.GetRelativePath(Path.Combine(Sources.Root, "wwwroot"), file).Split('/')[0]
            where room != "vendor"
            from import in ImportPattern().Matches(File.ReadAllText(file))
            let path = import.Groups["path"].Value
            let other = path.StartsWith('/') ? path.Split('/')[1] : room
            where other != room && other != "vendor" && !Reach(Modules, room).Contains(other)
            select $"{Path.GetRelativePath(Sources.Root, file)} imports {path}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void No_file_needs_a_scroll_bar_of_its_own()
    {
        var long_ =
            from file in Sources.Files(".", "*.cs").Concat(Sources.Files("wwwroot", "*.js"))
            where !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/vendor/", StringComparison.Ordinal)
            let lines = File.ReadLines(file).Count()
            where lines > MaxLines
            select $"{Path.GetRelativePath(Sources.Root, file)}: {lines} lines";

        Assert.Empty(long_);
    }

    private static HashSet<string> Reach(Dictionary<string, string[]> graph, string room) =>
        graph[room].SelectMany(next => Reach(graph, next).Append(next)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The room of a type of ours: the part of its namespace after <c>Chat</c>. Compiled pages are named by their path.</summary>
    private static string? RoomOf(TypeReference type)
    {
        var outermost = OutermostOf(type);
        if (outermost.Scope is AssemblyNameReference reference && reference.Name != "Chat.Web")
            return null;
        var parts = outermost.Namespace.Split('.');
        if (parts is ["Chat", var room, ..] && Graph.ContainsKey(room))
            return room;
        return outermost.Name.Split('_') is [var folder, _, ..] && Graph.ContainsKey(folder) ? folder : null;
    }

    private static TypeReference OutermostOf(TypeReference type)
    {
        var element = type.GetElementType();
        return element.DeclaringType is { } outer ? OutermostOf(outer) : element;
    }

    private static bool IsOf(string ns, string root) => ns == root || ns.StartsWith(root + ".", StringComparison.Ordinal);

    private static IEnumerable<(string Member, TypeReference Type)> UsesOf(TypeDefinition type)
    {
        var declared = new[] { type.BaseType }.Concat(type.Interfaces.Select(i => i.InterfaceType)).Select(used => ("its declaration", used))
            .Concat(type.Fields.Select(field => (field.Name, field.FieldType)))
            .Concat(type.CustomAttributes.Select(attribute => ("an attribute", attribute.AttributeType)));
        return declared.Concat(type.Methods.SelectMany(UsesOf))
            .Where(use => use.Item2 is not null)
            .SelectMany(use => Parts(use.Item2).Select(part => (use.Item1, part)));
    }

    private static IEnumerable<(string, TypeReference)> UsesOf(MethodDefinition method)
    {
        var signature = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
        var body = method.HasBody
            ? method.Body.Variables.Select(variable => variable.VariableType).Concat(method.Body.Instructions.SelectMany(UsesOf))
            : [];
        return signature.Concat(body).Select(used => (method.Name, used));
    }

    private static IEnumerable<TypeReference> UsesOf(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod call => call.GenericArguments.Append(call.DeclaringType).Append(call.ReturnType),
        MethodReference call => [call.DeclaringType, call.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    // What is loaded later by import("…") counts as well, also where a part of its name is worked out.
    [GeneratedRegex("""(?:from|import)\s*\(?\s*["'`](?<path>[^"'`]+)["'`]""", RegexOptions.NonBacktracking)]
    private static partial Regex ImportPattern();
}
