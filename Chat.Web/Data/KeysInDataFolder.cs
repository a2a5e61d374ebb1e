using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Chat.Data;

/// <summary>Keeps the keys that seal cookies beside the database, so that a restart or a new container signs nobody out.</summary>
public sealed class KeysInDataFolder(IOptions<DataOptions> options, ILoggerFactory loggers)
    : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions keys) =>
        keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(options.Value.KeysFolder), loggers);
}
