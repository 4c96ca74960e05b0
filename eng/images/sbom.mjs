// Writes the bill of materials of an image, SPDX 2.3, into the folder that becomes its /app:
//   sbom.mjs FOLDER ASSEMBLY REPOSITORY VERSION BASE [PACKAGES]
// It lists what the program's deps.json names, .NET, and the base; PACKAGES has a line `name version architecture` for each package of Debian's
// in a base that was made here. The same folder gives the same file: the date is that of the newest file in it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, assembly, repository, version, base, packages] = process.argv.slice(2);
const file = join(folder, "sbom.spdx.json");
const read = name => JSON.parse(readFileSync(join(folder, name), "utf8"));
const sha256 = path => createHash("sha256").update(readFileSync(path)).digest("hex");
const id = text => `SPDXRef-${text.replace(/[^A-Za-z0-9.-]+/g, "-")}`;

function part(name, versionInfo, purl, checksums) {
  return {
    SPDXID: id(`${name}-${versionInfo}`), name, versionInfo, downloadLocation: "NOASSERTION", filesAnalyzed: false,
    licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", copyrightText: "NOASSERTION",
    ...(purl && { externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }] }),
    ...(checksums && { checksums }),
  };
}

// Projects of this repository, packages, and assemblies that stand in for packages.
const { libraries } = read(`${assembly}.deps.json`);
const program = Object.entries(libraries).filter(([key]) => !key.startsWith(`${assembly}/`)).map(([key, { type, sha512 }]) => {
  const [name, number] = key.split("/");
  const dll = join(folder, `${name}.dll`);
  const checksums = [
    ...(existsSync(dll) ? [{ algorithm: "SHA256", checksumValue: sha256(dll) }] : []),
    ...(sha512 ? [{ algorithm: "SHA512", checksumValue: Buffer.from(sha512.replace("sha512-", ""), "base64").toString("hex") }] : []),
  ];
  return part(name, number, type === "package" ? `pkg:nuget/${name}@${number}` : undefined, checksums.length ? checksums : undefined);
});
const { runtimeOptions } = read(`${assembly}.runtimeconfig.json`);
const frameworks = (runtimeOptions.frameworks ?? [runtimeOptions.framework]).map(({ name, version: number }) =>
  part(name, number, `pkg:nuget/${name}@${number}`));
const system = (packages ? readFileSync(packages, "utf8").trim().split("\n") : []).map(line => {
  const [name, number, architecture] = line.split(" ");
  return part(name, number, `pkg:deb/debian/${name}@${encodeURIComponent(number)}?arch=${architecture}`);
});

const image = { ...part(repository, version, `pkg:docker/${repository}@${version}`), primaryPackagePurpose: "CONTAINER" };
const baseName = base.replace(/^[\d.]+:\d+\//, ""); // not where a registry of this machine offered it
const parts = [...program, ...frameworks, { ...part(baseName.split(":")[0], baseName.split(":").at(-1)), primaryPackagePurpose: "CONTAINER" }, ...system];
const newest = Math.max(...readdirSync(folder, { recursive: true }).map(name => join(folder, name))
  .filter(path => path !== file).map(path => statSync(path).mtimeMs));
const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");

writeFileSync(file, `${JSON.stringify({
  spdxVersion: "SPDX-2.3",
  dataLicense: "CC0-1.0",
  SPDXID: "SPDXRef-DOCUMENT",
  name: `${repository}:${version}`,
  documentNamespace: `https://spdx.org/spdxdocs/${repository.replace("/", "-")}-${version}-${digest}`,
  creationInfo: { created: new Date(newest).toISOString().replace(/\.\d+Z/, "Z"), creators: ["Tool: eng/images/sbom.mjs"] },
  packages: [image, ...parts],
  relationships: [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: image.SPDXID },
    ...parts.map(({ SPDXID }) => ({ spdxElementId: image.SPDXID, relationshipType: "CONTAINS", relatedSpdxElement: SPDXID })),
  ],
}, null, 2)}\n`);
