#!/bin/sh
# Certificates of the cluster, made once: an authority of its own, and one for each node. Delete a node's to have it made anew.
# The key of the authority stays in a volume that no server mounts.
set -eu

# As the user that the image of KurrentDB runs as.
node_user=1001:1001
work=$(mktemp -d)

if [ ! -e /authority-key/ca.key ]; then
  es-gencert-cli create-ca -days 1825 -out "$work/authority"
  cp "$work/authority/ca.crt" "$work/authority/ca.key" /authority-key/
  chmod 600 /authority-key/ca.key
fi
cp /authority-key/ca.crt /authority/ca.crt
chmod 644 /authority/ca.crt

for node in 1 2 3; do
  [ ! -e "/node-$node/node.key" ] || continue
  es-gencert-cli create-node -days 365 -dns-names "localhost,kurrentdb-$node" -ip-addresses 127.0.0.1 \
    -ca-certificate /authority-key/ca.crt -ca-key /authority-key/ca.key -out "$work/node-$node"
  cp "$work/node-$node/node.crt" "$work/node-$node/node.key" "/node-$node/"
  chmod 600 "/node-$node/node.key"
  chown "$node_user" "/node-$node/node.crt" "/node-$node/node.key"
done
rm -rf "$work"
