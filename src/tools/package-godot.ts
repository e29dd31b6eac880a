import { program } from 'commander';
import { writeAddonPackage } from './addon-package.js';
import { readContract } from './read-contract.js';

program
  .name('npm run godot:package --')
  .description('Writes the Godot addon, with the generated classes of this server, for a game that lives elsewhere.')
  .requiredOption('--out <path>', 'a ZIP file (*.zip), or the folder of a Godot project, which gets addons/godwit')
  .option('--addon <folder>', 'where the addon lies in that project', 'addons/godwit')
  .option('--godot3', 'the addon for Godot 3.2 to 3.6 instead of the one for Godot 4')
  .parse();

const { out, addon, godot3 = false } = program.opts<{ out: string; addon: string; godot3?: boolean }>();
const { contract } = readContract();
const { path, fileCount, taken } = writeAddonPackage(contract, out, { godot: godot3 ? 3 : 4, addon });
process.stdout.write(`Contract ${contract.hash}: ${fileCount} files in ${path}\n`);
for (const sentence of taken) process.stderr.write(`${sentence}\n`);
