using System.Reflection;
using System.Runtime.InteropServices;
using Mono.Cecil;

namespace SQLitePCL.Tests;

/// <summary>What the callers were compiled against is there, and no more than that.</summary>
public sealed class SurfaceTests : IDisposable
{
    private static readonly string[] Callers = ["Microsoft.Data.Sqlite.dll", "Microsoft.EntityFrameworkCore.Sqlite.dll"];

    private readonly DefaultAssemblyResolver _resolver = new();

    public SurfaceTests() => _resolver.AddSearchDirectory(AppContext.BaseDirectory);

    public void Dispose() => _resolver.Dispose();

    [Theory]
    [InlineData("Microsoft.Data.Sqlite.dll", 75)]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite.dll", 1)]
    public void Every_member_that_a_caller_refers_to_is_there(string caller, int atLeast)
    {
        using var module = Read(caller);
        var members = Members(module).ToList();
        Assert.True(members.Count >= atLeast, $"{caller} refers to {members.Count} members only");
        Assert.Empty(members.Where(member => !IsThere(member)).Select(member => member.FullName));
        Assert.Empty(Types(module).Where(type => type.Resolve() is not { IsPublic: true }).Select(type => type.FullName));
    }

    [Fact]
    public void Every_function_has_a_caller()
    {
        var called = Callers.SelectMany(caller =>
        {
            using var module = Read(caller);
            return Members(module).Select(member => member.Resolve().FullName).ToList();
        }).ToHashSet(StringComparer.Ordinal);

        using var binding = Read("SQLitePCLRaw.core.dll");
        var functions = binding.GetType("SQLitePCL.raw").Methods.Where(method => method.IsPublic);
        var idle = functions.Select(method => method.FullName).Where(name => !called.Contains(name));
        Assert.Empty(idle);
    }

    [Fact]
    public void The_assembly_is_no_older_than_the_callers_want()
    {
        var version = typeof(raw).Assembly.GetName().Version;
        foreach (var caller in Callers)
        {
            using var module = Read(caller);
            Assert.True(version >= module.AssemblyReferences.Single(IsBinding).Version);
        }
    }

    [Fact]
    public void The_library_of_this_system_has_every_imported_function()
    {
        using var binding = Read("SQLitePCLRaw.core.dll");
        var imports = binding.GetType("SQLitePCL.raw").Methods.Where(method => method.IsPInvokeImpl).ToList();
        Assert.True(imports.Count >= 70, $"{imports.Count} imports only");

        var library = SystemSqlite.Load();
        var missing = imports
            .Select(import => import.PInvokeInfo.EntryPoint)
            .Where(name => OperatingSystem.IsWindows() || name != "sqlite3_win32_set_directory")
            .Where(name => !NativeLibrary.TryGetExport(library, name, out _));
        Assert.Empty(missing);
    }

    [Fact]
    public void Handles_are_safe_handles() =>
        Assert.All(
            [typeof(sqlite3), typeof(sqlite3_stmt), typeof(sqlite3_blob), typeof(sqlite3_backup)],
            type => Assert.True(type.IsAssignableTo(typeof(SafeHandle))));

    private ModuleDefinition Read(string file) =>
        ModuleDefinition.ReadModule(
            Path.Combine(AppContext.BaseDirectory, file),
            new ReaderParameters { AssemblyResolver = _resolver });

    // Resolving compares names and signatures and knows nothing of access.
    private static bool IsThere(MemberReference member) =>
        member.Resolve() is MethodDefinition { IsPublic: true } or FieldDefinition { IsPublic: true };

    private static IEnumerable<MemberReference> Members(ModuleDefinition module) =>
        module.GetMemberReferences().Where(member => IsBinding(member.DeclaringType.Scope));

    private static IEnumerable<TypeReference> Types(ModuleDefinition module) =>
        module.GetTypeReferences().Where(type => IsBinding(type.Scope));

    private static bool IsBinding(IMetadataScope scope) => scope.Name == "SQLitePCLRaw.core";
}
