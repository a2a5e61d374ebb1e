using System.Diagnostics;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Rivals;

/// <summary>
/// nginx with nchan, which keeps messages in shared memory for a minute and forgets them. It renders nothing: the sender
/// posts the product's event, complete.
/// </summary>
internal static class Nchan
{
    private const string Program = "/usr/sbin/nginx";
    private const string Module = "/usr/lib/nginx/modules/ngx_nchan_module.so";

    public static readonly Rival Rival = new("nchan", "nginx with nchan: channel per room", StartAsync, Publish)
    {
        Stream = room => new Opening(Encoding.ASCII.GetBytes(
            $"GET /events?room={room:0000000} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")),
        Poll = room => new NchanPolling(room),
        WantsListener = true, // 202 instead of 201
    };

    /// <exception cref="FileNotFoundException">It is not installed; says what helps.</exception>
    private static async Task<Child> StartAsync(long before)
    {
        if (!File.Exists(Program) || !File.Exists(Module))
            throw new FileNotFoundException($"nchan takes {Program} and {Module}: 'apt-get install nginx libnginx-mod-nchan' on Debian and Ubuntu.");
        var folder = new TemporaryFolder();
        var port = Child.FreePort();
        var configuration = Path.Combine(folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder.Path, port));
        return await Child.StartAsync(new ProcessStartInfo(Program, ["-p", folder.Path, "-c", configuration, "-e", "stderr"]), port, "/", folder);
    }

    // Workers as many as processors, as nginx is delivered by Debian. The limits are above what a run opens.
    private static string Configuration(string folder, int port) => $$"""
        load_module {{Module}};
        daemon off;
        worker_processes auto;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        pid {{folder}}/nginx.pid;
        error_log stderr error;
        events { worker_connections 40000; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            keepalive_requests 1000000000;
            keepalive_timeout 1h;
            client_body_buffer_size 64k;
            nchan_shared_memory_size 1024m;
            server {
                nchan_subscriber_first_message newest;
                listen 127.0.0.1:{{port}} backlog=4096 reuseport;
                location = / { return 200 "ready"; }
                location = /events { nchan_subscriber eventsource; nchan_channel_id $arg_room; }
                location = /poll { nchan_subscriber longpoll; nchan_channel_id $arg_room; }
                location = /publish {
                    nchan_publisher http;
                    nchan_channel_id $arg_room;
                    nchan_message_buffer_length 2000;
                    nchan_message_timeout 1m;
                }
            }
        }
        """;

    /// <summary>The product's event, complete, for a server that renders nothing.</summary>
    public static MessageRequest Publish(Sender sender)
    {
        // Numbers with as many digits as the others have in the middle of a run.
        var message = NewMessage.Of(sender.Seats.Ids.First(), 1000, 1000, sender.Author, MessageRequest.Text(sender.Length));
        return MessageRequest.Raw(
            sender.Port, $"/publish?room={MessageRequest.RoomBlank}", Encoding.UTF8.GetString(message.Frame.Json), sender.Seats);
    }

    /// <summary>The cursor is in two headers of the answer, which go back under other names.</summary>
    private sealed class NchanPolling(long room) : IPolling
    {
        private readonly byte[] start = Encoding.ASCII.GetBytes($"GET /poll?room={room:0000000} HTTP/1.1\r\nHost: 127.0.0.1\r\n");

        public int Write(Span<byte> question, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
        {
            start.CopyTo(question);
            var length = start.Length;
            length += Header(question[length..], "If-Modified-Since: "u8, head, "\r\nLast-Modified: "u8);
            length += Header(question[length..], "If-None-Match: "u8, head, "\r\nEtag: "u8);
            "\r\n"u8.CopyTo(question[length..]);
            return length + 2;
        }

        private static int Header(Span<byte> question, ReadOnlySpan<byte> name, ReadOnlySpan<byte> head, ReadOnlySpan<byte> answered)
        {
            var at = head.IndexOf(answered);
            if (at < 0)
                return 0;
            var value = head[(at + answered.Length)..];
            value = value[..(value.IndexOf("\r\n"u8) + 2)];
            name.CopyTo(question);
            value.CopyTo(question[name.Length..]);
            return name.Length + value.Length;
        }
    }
}
