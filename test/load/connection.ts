/**
 * One HTTP/1.1 connection that is kept, with one request at a time, and of the answer no more than its status: the
 * clients share the machine with what they measure, and Node's own client costs as much as the bare route.
 */
import { connect, type Socket } from "node:net";

const END_OF_HEAD = Buffer.from("\r\n\r\n");

export class Connection {
  readonly #origin: URL;
  #socket: Socket | null = null;
  #came: Buffer = Buffer.alloc(0);
  #answer: ((status: number) => void) | null = null;

  constructor(origin: string) {
    this.#origin = new URL(origin);
  }

  /** @returns the status; 0 where the connection was lost before the answer was there */
  ask(
    method: string,
    path: string,
    headers: { readonly [name: string]: string },
    body = "",
  ): Promise<number> {
    const { host } = this.#origin;
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`);
    const length = body === "" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
    const request = [`${method} ${path} HTTP/1.1`, ...lines, ...length, "", body].join("\r\n");
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#open().write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    if (this.#socket !== null) return this.#socket;
    const socket = connect(Number(this.#origin.port), this.#origin.hostname);
    socket.setNoDelay(true);
    socket.on("data", (piece) => this.#take(piece));
    socket.on("error", () => {});
    socket.once("close", () => {
      this.#socket = null;
      this.#came = Buffer.alloc(0);
      this.#settle(0);
    });
    this.#socket = socket;
    return socket;
  }

  #take(piece: Buffer): void {
    this.#came = this.#came.length === 0 ? piece : Buffer.concat([this.#came, piece]);
    const end = this.#came.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.#came.toString("latin1", 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    // All answers that are measured here name their length.
    if (length === undefined) throw new Error(`an answer without its length: ${head}`);
    if (this.#came.length < end + END_OF_HEAD.length + Number(length)) return;
    this.#came = Buffer.alloc(0);
    this.#settle(Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length)));
  }

  #settle(status: number): void {
    const answer = this.#answer;
    this.#answer = null;
    answer?.(status);
  }
}
