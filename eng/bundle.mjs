// Takes files out of an uncompressed .NET single-file bundle: bundle.mjs BUNDLE FOLDER NAME…; without names, lists them.
// The format is the runtime's bundle manifest, version 6 (dotnet/runtime, src/native/corehost/bundle): before a fixed signature
// stands the header's offset; the header has version, count and id, then flags, then an entry a file.
import { closeSync, fstatSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const signature = Buffer.from("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae", "hex"); // SHA-256 of ".net core bundle"

function openBundle(path) {
  const file = openSync(path, "r");
  const size = fstatSync(file).size;
  const read = (offset, length) => {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, offset) !== length) throw new Error(`${path}: cut short at ${offset}`);
    return bytes;
  };

  let cursor = findHeader(read, size, path);
  const u8 = () => read(cursor++, 1)[0];
  const u32 = () => read((cursor += 4) - 4, 4).readUInt32LE();
  const i64 = () => Number(read((cursor += 8) - 8, 8).readBigInt64LE());
  const text = () => {
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = u8();
      length |= (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    return read((cursor += length) - length, length).toString("utf8");
  };

  const major = u32();
  if (major !== 6) throw new Error(`${path}: bundle version ${major}, expected 6`);
  u32(); // minor version
  const count = u32();
  text(); // id
  cursor += 5 * 8; // offset and size of deps.json and of runtimeconfig.json, flags

  const entries = new Map();
  for (let i = 0; i < count; i++) {
    const offset = i64(), length = i64(), compressed = i64();
    u8(); // type
    entries.set(text(), { offset, length, compressed });
  }

  return {
    names: [...entries.keys()],
    file(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`${path}: no ${name} in the bundle`);
      if (entry.compressed) throw new Error(`${path}: ${name} is compressed`);
      return read(entry.offset, entry.length);
    },
    close: () => closeSync(file),
  };
}

function findHeader(read, size, path) {
  const chunk = 1 << 20;
  for (let start = 0; start < size; start += chunk) {
    const bytes = read(start, Math.min(chunk + signature.length + 8, size - start));
    const at = bytes.indexOf(signature);
    if (at >= 8) return Number(bytes.readBigInt64LE(at - 8));
  }
  throw new Error(`${path}: not a .NET single-file bundle`);
}

const [path, folder, ...names] = process.argv.slice(2);
const bundle = openBundle(path);
if (names.length === 0) console.log(bundle.names.join("\n"));
for (const name of names) writeFileSync(join(folder, name), bundle.file(name));
bundle.close();
