namespace Chat.E2E.Faults;

/// <summary>nginx in front of the program.</summary>
internal static class Nginx
{
    /// <summary>As it comes: answers are asked for in HTTP/1.0 and buffered unless they say that they must not be.</summary>
    public static Task<Proxy> AsItComesAsync(Uri program) => StartAsync(program, "");

    /// <summary>Everything is compressed and buffered, whatever the program says.</summary>
    public static Task<Proxy> ThatBuffersAsync(Uri program) => StartAsync(program, "proxy_ignore_headers X-Accel-Buffering; proxy_buffers 8 64k;");

    private static Task<Proxy> StartAsync(Uri program, string spoiled) => Proxy.StartAsync(
        "nginx",
        (port, folder) => $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              scgi_temp_path {{folder}}/scgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              gzip on;
              gzip_types *;
              gzip_proxied any;
              gzip_min_length 1;
              proxy_buffering on;
              proxy_read_timeout 60s;
              proxy_send_timeout 60s;
              send_timeout 60s;
              keepalive_timeout 60s;
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass {{program}};
                  {{spoiled}}
                }
              }
            }
            """,
        file => ["-p", Path.GetDirectoryName(file)!, "-e", "stderr", "-c", file]);
}
