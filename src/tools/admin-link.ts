import { configClassesOf } from '../core/config/config.module.js';
import { featureConfig, loadConfig, variableNames } from '../core/config/load-config.js';
import { ConsoleLinks, linkAddress, type ConsoleLink } from '../core/console/console-links.js';
import { serverSecret } from '../core/credentials/server-secret.js';
import { loadAppModule } from './project/load-app.js';
import type { Project } from './project/project.js';

const NAME = /^[a-z\d][a-z\d._-]{1,31}$/;

/** What the console is told by the environment; see its own class of variables. */
interface ConsoleVariables {
  readonly ADMIN_SECRET?: string;
  readonly ADMIN_PORT?: number;
}

/**
 * A link with which an administrator sets up an account, or a lost second factor. It needs the server's variables and nothing
 * else, so that it can be made while the server runs.
 * @throws Error, one sentence, when the server has no console, or the name is none
 */
export async function adminLink(project: Project, link: ConsoleLink): Promise<string> {
  if (!NAME.test(link.name)) throw new Error('A name has 2 to 32 small letters, digits, ".", "_" and "-".');
  const config = loadConfig();
  // Looked up by name: the console can be deleted like any other feature.
  const known = configClassesOf(await loadAppModule(project, config));
  const found = known.find((each) => variableNames(each).includes('ADMIN_SECRET'));
  if (found === undefined) throw new Error('This server has no admin console: list AdminModule in its root module.');
  const { ADMIN_SECRET, ADMIN_PORT }: ConsoleVariables = featureConfig(config, found);
  if (ADMIN_SECRET === undefined && config.NODE_ENV === 'production')
    throw new Error('ADMIN_SECRET is missing: the link has to be signed with the one of the server.');
  const links = new ConsoleLinks(serverSecret(ADMIN_SECRET, config, 'ADMIN_SECRET', 'admin-secret'));
  const base = config.PUBLIC_URL ?? `http://localhost:${ADMIN_PORT ?? config.PORT}`;
  return linkAddress(base, links.make(link, Date.now()));
}
