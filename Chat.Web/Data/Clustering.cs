using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data;

/// <summary>Tables kept in the order of their primary key: a page of a room's history lies together on disk.</summary>
public static class Clustering
{
    public const string Annotation = "Chat:Clustered";

    public static EntityTypeBuilder<T> Clustered<T>(this EntityTypeBuilder<T> entity)
        where T : class
    {
        entity.HasAnnotation(Annotation, true);
        return entity;
    }
}
