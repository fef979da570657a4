/** Where the system does not let a test cut the network off: connections off loopback fail as if there were none. */
const { Socket } = require("node:net");

const { connect } = Socket.prototype;
Socket.prototype.connect = function refusing(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options?.host : args[1];
  if (/^(127\.|::1$|localhost$)/.test(host ?? "localhost")) return connect.apply(this, args);
  process.nextTick(() =>
    this.destroy(Object.assign(new Error(`no network: ${host}`), { code: "ENETUNREACH" })),
  );
  return this;
};
