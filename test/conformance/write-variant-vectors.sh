#!/usr/bin/env bash
# Writes the golden vectors of the Variant format anew, by the engines that test/godot/install.sh installs.
set -euo pipefail
cd "$(dirname "$0")/../.."
CI=true WRITE_VECTORS=1 npm test -- test/conformance/variant-engines.spec.ts --testNamePattern 'golden vectors'
