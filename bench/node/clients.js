// Many live clients in one process, told what to do by JSON lines on standard input; each answer is a JSON line too.
//   {"do":"connect","url":…,"seats":[…],"receipts":true}
//   {"do":"idle","url":…,"seats":[…],"count":n}      sockets that only sit there
//   {"do":"load","seconds":n,"warm":n,"rate":n|null}   rate null: everybody sends as soon as the last is acknowledged
//   {"do":"leave"}                                     the idle ones go
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const TEXT = "Good morning Edith, I am on my way and shall be with you in ten minutes.";
const clients = [];
const idlers = [];
let load = null;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function open(url, seat) {
  return io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: { Cookie: `ourpatch_session=${seat.token}` },
    auth: { coop_id: seat.coop_id, membership_id: seat.membership_id, conversation_id: seat.conversation_id },
  });
}

function connected(socket) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no connection in 30 s")), 30_000);
    socket.once("connect", () => resolve(clearTimeout(late)));
    socket.once("connect_error", (problem) => {
      clearTimeout(late);
      reject(new Error(`${problem.message} ${JSON.stringify(problem.data ?? null)}`));
    });
  });
}

// Not all at once: a crowd at the door measures the door.
async function connectAll(url, seats) {
  const sockets = [];
  for (let at = 0; at < seats.length; at += 25) {
    const some = seats.slice(at, at + 25).map((seat) => open(url, seat));
    await Promise.all(some.map(connected));
    sockets.push(...some);
  }
  return sockets;
}

async function connect({ url, seats, receipts }) {
  const sockets = await connectAll(url, seats);
  for (const [n, socket] of sockets.entries()) {
    const client = { socket, seat: seats[n], last: 0, marked: 0, timer: null };
    socket.on("events", (news) => {
      const many = news.events.length;
      if (load !== null) load.received += many;
      client.last = Math.max(client.last, many ? news.events[many - 1].seq : 0);
    });
    clients.push(client);
    if (receipts) setTimeout(() => reportEachSecond(client), Math.random() * 1000);
  }
  say({ connected: clients.length });
}

function reportEachSecond(client) {
  client.timer = setInterval(() => {
    if (client.last === client.marked) return;
    client.marked = client.last;
    const mark = { conversation_id: client.seat.conversation_id, delivered_seq: client.last, read_seq: client.last };
    client.socket.emit("receipts", { marks: [mark] }, () => {});
  }, 1000);
}

function send(client, done) {
  const started = performance.now();
  load.asked += 1;
  const message = { conversation_id: client.seat.conversation_id, client_id: randomUUID(), text: TEXT };
  client.socket.emit("send", message, (answer) => {
    load.answered += 1;
    if (!answer.ok) {
      load.refused += 1;
      load.problem ??= answer.problem?.type ?? "refused";
    } else if (load.counting) {
      load.counted += 1;
      load.times.push(performance.now() - started);
    }
    done();
  });
}

// A session may send 50 events a second. Of 500 clients none comes near it; of a few each could.
const LEAST_BETWEEN = 25; // milliseconds

function sendForEver(client) {
  if (!load || load.stopped) return;
  const started = performance.now();
  send(client, () => {
    const rest = LEAST_BETWEEN - (performance.now() - started);
    if (rest > 0) setTimeout(sendForEver, rest, client);
    else sendForEver(client);
  });
}

async function sendAtRate(rate) {
  const begun = performance.now();
  while (!load.stopped) {
    while (load.asked < ((performance.now() - begun) / 1000) * rate) {
      send(clients[Math.floor(Math.random() * clients.length)], () => {});
    }
    await sleep(2);
  }
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? null;

async function run({ seconds, warm, rate }) {
  load = { asked: 0, answered: 0, refused: 0, counted: 0, received: 0, times: [], counting: false, stopped: false };
  if (rate === null) for (const client of clients) sendForEver(client);
  else sendAtRate(rate);
  await sleep(warm * 1000);
  load.counting = true;
  const opened = performance.now();
  const cpu = process.cpuUsage();
  say({ window: "open" });
  await sleep(seconds * 1000);
  load.counting = false;
  const took = (performance.now() - opened) / 1000;
  const used = process.cpuUsage(cpu);
  say({ window: "closed", counted: load.counted, seconds: took });
  load.stopped = true;
  for (let tries = 0; tries < 200 && load.answered < load.asked; tries += 1) await sleep(50);
  for (let still = -1, tries = 0; tries < 40 && still !== load.received; tries += 1) {
    still = load.received;
    await sleep(100);
  }
  const times = load.times.sort((a, b) => a - b);
  const { asked, answered, refused, problem, counted, received } = load;
  const ms = { p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) };
  const cpuSeconds = (used.user + used.system) / 1e6;
  say({ done: "load", asked, answered, refused, problem, counted, received, seconds: took, cpu: cpuSeconds, ...ms });
  load = null;
}

async function idle({ url, seats, count }) {
  const wanted = Array.from({ length: count }, (_, n) => seats[n % seats.length]);
  idlers.push(...(await connectAll(url, wanted)));
  say({ idle: idlers.length });
}

async function leave() {
  for (const socket of idlers.splice(0)) socket.disconnect();
  await sleep(500);
  say({ idle: 0 });
}

const verbs = { connect, load: run, idle, leave };
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  try {
    await verbs[order.do](order);
  } catch (problem) {
    say({ failed: order.do, why: problem.message });
  }
}
process.exit(0);
