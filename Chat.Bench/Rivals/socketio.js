// A room per id; whoever connects says in which one it is, and an event that is posted goes to all in its room.
const http = require("node:http");
const { Server } = require("socket.io");

const server = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1");
  if (pathname === "/") return response.end("ready");
  const pieces = [];
  request.on("data", piece => pieces.push(piece));
  request.on("end", () => {
    io.to(Number(searchParams.get("room"))).emit("event", JSON.parse(Buffer.concat(pieces)));
    response.writeHead(201, { "Content-Length": 0 }).end();
  });
});

// No pings within a run: readers only ask.
const io = new Server(server, { transports: ["polling"], pingInterval: 3_600_000 });
io.on("connection", socket => socket.join(socket.handshake.auth.room));

server.keepAliveTimeout = server.requestTimeout = 0;
server.listen(Number(process.argv[2]), "127.0.0.1");
