#!/bin/sh
# Starts the product from its own folder, with the Node that came with it or else the one of the system.
here=${0%/*}
node=$here/node
[ -x "$node" ] || node=node
exec "$node" "$here/dist/server/command-line/main.js" "$@"
