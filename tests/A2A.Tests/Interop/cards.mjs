// Verifies and signs cards with the SDK for JavaScript: cards.mjs verify|sign ALGORITHM KEY_FILE CARD_FILE
// KEY_FILE is a key in PEM. `sign` prints the card.
import { readFileSync } from "node:fs";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { AgentCard, generateAgentCardSignature, verifyAgentCardSignature } from "@a2a-js/sdk";

const [command, alg, keyFile, cardFile] = process.argv.slice(2);
const pem = readFileSync(keyFile, "utf8");
const card = AgentCard.fromJSON(JSON.parse(readFileSync(cardFile, "utf8")));
if (command === "verify") {
  await verifyAgentCardSignature(async kid => (kid === "key-1" ? createPublicKey(pem) : Promise.reject(new Error(kid))))(card);
} else {
  const sign = generateAgentCardSignature(createPrivateKey(pem), { alg, kid: "key-1", typ: "JOSE" });
  console.log(JSON.stringify(AgentCard.toJSON(await sign(card))));
}
