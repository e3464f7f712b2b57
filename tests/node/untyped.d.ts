/** Packages that come without types. */
declare module "@digitalbazaar/data-integrity";
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
declare module "@digitalbazaar/vc";
declare module "@digitalbazaar/vc-bitstring-status-list";
declare module "jsonld";
declare module "rdf-canonize";
declare module "@digitalbazaar/ecdsa-multikey";
declare module "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite";
declare module "@digitalbazaar/ed25519-multikey";
declare module "@digitalbazaar/ed25519-signature-2020";
declare module "@digitalbazaar/ed25519-verification-key-2020";
