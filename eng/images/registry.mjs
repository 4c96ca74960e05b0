// Offers one image on loopback, as much of the OCI distribution specification as pulling it takes:
//   registry.mjs ROOT.tar.gz ROOT.tar CONFIG.json NAME TAG
// CONFIG.json is the image's configuration without its layer. Prints the address, and serves until its standard input ends.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";

const [compressed, plain, configuration, name, tag] = process.argv.slice(2);
const digest = data => `sha256:${createHash("sha256").update(data).digest("hex")}`;

async function digestOf(path) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { digest: `sha256:${hash.digest("hex")}`, size };
}

const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...await digestOf(compressed) };
const config = Buffer.from(JSON.stringify({
  ...JSON.parse(readFileSync(configuration, "utf8")), rootfs: { type: "layers", diff_ids: [(await digestOf(plain)).digest] },
}));
const manifest = Buffer.from(JSON.stringify({
  schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: digest(config), size: config.length }, layers: [layer],
}));

/** What a path stands for: its type, its length, and how to send it. */
function find(path) {
  const file = (type, data) => ({ type, length: data.length, digest: digest(data), send: answer => answer.end(data) });
  if (path === "/v2/") return file("application/json", Buffer.from("{}"));
  if ([tag, digest(manifest)].some(reference => path === `/v2/${name}/manifests/${reference}`)) {
    return file("application/vnd.oci.image.manifest.v1+json", manifest);
  }
  if (path === `/v2/${name}/blobs/${digest(config)}`) return file("application/octet-stream", config);
  if (path === `/v2/${name}/blobs/${layer.digest}`) {
    return {
      type: "application/octet-stream", length: layer.size, digest: layer.digest,
      send: answer => pipeline(createReadStream(compressed), answer).catch(() => answer.destroy()),
    };
  }
}

const server = createServer((request, answer) => {
  const found = ["GET", "HEAD"].includes(request.method) ? find(new URL(request.url, "http://localhost").pathname) : undefined;
  if (!found) return answer.writeHead(404).end();
  answer.writeHead(200, { "Content-Type": found.type, "Content-Length": found.length, "Docker-Content-Digest": found.digest });
  if (request.method === "HEAD") return answer.end();
  found.send(answer);
});
server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));
process.stdin.resume().on("end", () => process.exit());
