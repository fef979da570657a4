/** @module The port on which Prometheus reads the metrics: on loopback only, whatever address the service listens on. */
import { createServer, type Server } from "node:http";
import { collectProcess, registry } from "../metrics.ts";

const HOST = "127.0.0.1";

/** @throws the system's error when the port is taken */
export function listenMetrics(port: number): Promise<Server> {
  collectProcess();
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": registry.contentType });
    response.end(await registry.metrics());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(server));
  });
}
