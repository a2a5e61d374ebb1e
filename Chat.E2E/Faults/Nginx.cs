using Chat.Tests;

namespace Chat.E2E.Faults;

/// <summary>nginx in front of the program.</summary>
internal static class Nginx
{
    /// <summary>As it comes: answers are asked for in HTTP/1.0 and buffered unless they say that they must not be.</summary>
    public static Task<Proxy> AsItComesAsync(Uri program) => StartAsync(program, "");

    /// <summary>Everything is compressed and buffered, whatever the program says.</summary>
    public static Task<Proxy> ThatBuffersAsync(Uri program) => StartAsync(program, "proxy_ignore_headers X-Accel-Buffering; proxy_buffers 8 64k;");

    /// <summary>As docs/networks.md recommends it, with TLS and HTTP/2 for browsers.</summary>
    public static Task<Proxy> WithTlsAsync(Uri program, Certificate certificate) => StartAsync(port => $$"""
        server {
          listen 127.0.0.1:{{port}} ssl http2;
          keepalive_requests 100000;
          ssl_certificate {{certificate.Chain}};
          ssl_certificate_key {{certificate.Key}};
          location / {
            proxy_pass {{program}};
            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            client_max_body_size 2m;
          }
        }
        """);

    private static Task<Proxy> StartAsync(Uri program, string spoiled) => StartAsync(port => $$"""
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
        """);

    private static Task<Proxy> StartAsync(Func<int, string> http) => Proxy.StartAsync(
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
              {{http(port)}}
            }
            """,
        file => ["-p", Path.GetDirectoryName(file)!, "-e", "stderr", "-c", file]);
}
