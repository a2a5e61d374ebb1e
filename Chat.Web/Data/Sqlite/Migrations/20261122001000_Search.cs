using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chat.Data.Sqlite.Migrations
{
    /// <summary>
    /// The index of messages' words. It belongs to no entity: only <see cref="MessageIndex"/> speaks to it, which also
    /// fills it when the program starts.
    /// </summary>
    [DbContext(typeof(SqliteChatDb))]
    [Migration("20261122001000_Search")]
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MessageIndex.Schema);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TABLE "SearchIndex";
                DROP TABLE "SearchRows";
                DELETE FROM "Settings" WHERE "Key" IN ('search-version', 'search-from');
                """);
        }
    }
}
