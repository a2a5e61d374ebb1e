using Chat.Core;
using Microsoft.EntityFrameworkCore;

namespace Chat.Data.Sqlite;

/// <summary>People by what was typed of their Korean names; shell patterns with ranges are SQLite's own.</summary>
internal static class KoreanNames
{
    public static IQueryable<Person> NamedLike(this IQueryable<Person> people, Hangul typed)
    {
        var (one, other) = (typed.Globs[0], typed.Globs[^1]);
        return people.Where(p =>
            EF.Functions.Glob(p.NameKey, one) || EF.Functions.Glob(p.NameKey, other)
            || EF.Functions.Glob(p.NormalizedUserName!, one) || EF.Functions.Glob(p.NormalizedUserName!, other));
    }
}
