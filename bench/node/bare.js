// What Ourpatch is measured against: the least that a Socket.IO server can do for a message. One INSERT, then the
// room hears of it. No sign-in, no tenancy, no order, no receipts, no repair.
import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const INSERT = {
  name: "add",
  text: "INSERT INTO bare_message (conversation_id, author_id, client_id, body) VALUES ($1, $2, $3, $4) RETURNING id, at",
};
await pool.query(`CREATE TABLE IF NOT EXISTS bare_message (
  id bigserial PRIMARY KEY, conversation_id uuid NOT NULL, author_id uuid NOT NULL, client_id uuid NOT NULL,
  body text NOT NULL, at timestamptz NOT NULL DEFAULT now())`);

const http = createServer((_, response) => response.writeHead(404).end());
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  const { conversation_id, membership_id } = socket.handshake.auth;
  socket.join(conversation_id);
  socket.on("send", async (message, acknowledge) => {
    const { client_id, text } = message;
    const { rows } = await pool.query({ ...INSERT, values: [conversation_id, membership_id, client_id, text] });
    const { id: seq, at } = rows[0];
    const event = { conversation_id, seq, kind: "message", at, author_id: membership_id, client_id, text };
    io.to(conversation_id).emit("events", { conversation_id, events: [event], last_seq: seq });
    acknowledge({ ok: true, seq, at, duplicate: false });
  });
});

http.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
