// Reads files out of an uncompressed .NET single-file bundle.
// Format: dotnet/runtime docs/design/datacontracts? see src/native/corehost/bundle (header v6): the 8 bytes before the
// 32-byte bundle signature hold the header's offset; then major, minor, count, id, ..., and one entry a file.
import { openSync, readSync, fstatSync, closeSync } from "node:fs";

const signature = Buffer.from(
  "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae", "hex"); // SHA-256 of ".net core bundle"

export function openBundle(path) {
  const file = openSync(path, "r");
  const size = fstatSync(file).size;
  const read = (offset, length) => {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, offset) !== length) throw new Error(`${path}: cut short at ${offset}`);
    return bytes;
  };

  let cursor = Number(findHeaderOffset(read, size, path));
  const u8 = () => read(cursor++, 1)[0];
  const u32 = () => read((cursor += 4) - 4, 4).readUInt32LE();
  const i64 = () => Number(read((cursor += 8) - 8, 8).readBigInt64LE());
  const text = () => {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = u8();
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return read((cursor += length) - length, length).toString("utf8");
  };

  const major = u32();
  u32();
  if (major !== 6) throw new Error(`${path}: bundle version ${major}, expected 6`);
  const count = u32();
  text();
  cursor += 5 * 8; // deps.json and runtimeconfig.json (offset, size), flags

  const entries = new Map();
  for (let i = 0; i < count; i++) {
    const offset = i64(), length = i64(), compressed = i64();
    u8();
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

function findHeaderOffset(read, size, path) {
  const chunk = 1 << 20;
  for (let start = 0; start < size; start += chunk) {
    const bytes = read(start, Math.min(chunk + signature.length + 8, size - start));
    const at = bytes.indexOf(signature);
    if (at >= 8) return bytes.readBigInt64LE(at - 8);
  }
  throw new Error(`${path}: not a .NET single-file bundle`);
}
