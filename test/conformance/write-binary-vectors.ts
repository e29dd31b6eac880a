/**
 * Writes the golden vectors of `godwit.binary.v1` anew. Once a version is released, old vectors never change; a change here
 * is a new subprotocol. `node --import @swc-node/register/esm-register test/conformance/write-binary-vectors.ts`
 */
import { freshVectors, writeBinaryVectors } from './binary-vectors.js';

writeBinaryVectors(freshVectors());
