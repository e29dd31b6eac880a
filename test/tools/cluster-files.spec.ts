import { readFileSync } from 'node:fs';
import { parseAllDocuments, parse } from 'yaml';
import { balancerConfig, faultsOf, hasHaproxy } from '../support/haproxy.js';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

interface Deployment {
  readonly kind: string;
  readonly spec: {
    readonly strategy: { readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number } };
    readonly template: {
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly {
          readonly env: readonly { readonly name: string }[];
          readonly readinessProbe: { readonly httpGet: { readonly path: string } };
        }[];
      };
    };
  };
}

const compose = parse(readFileSync('compose.cluster.yaml', 'utf8'), { merge: true }) as Compose;
const documents = parseAllDocuments(readFileSync('kubernetes.yaml', 'utf8'));
const deployment = documents[0]?.toJS() as Deployment;
const known = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
const drainSeconds = Number(/^DRAIN_TIMEOUT_MS=(\d+)$/m.exec(readFileSync('.env.example', 'utf8'))?.[1]) / 1_000;

describe('compose.cluster.yaml', () => {
  it('has two nodes, and gives them more time to stop than they take', () => {
    const { node1, node2 } = compose.services;
    expect(node2).toEqual(node1);
    expect(Object.keys(compose.services)).toEqual(['node1', 'node2', 'balancer', 'redis', 'postgres']);
    expect(parseInt(node1?.stop_grace_period ?? '')).toBeGreaterThan(drainSeconds);
  });

  it('sets variables that there are', () => {
    const names = Object.keys(compose.services.node1?.environment ?? {});
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['REDIS_URL', 'DATABASE_URL', 'CLUSTER_SECRET']));
  });

  it('spreads clients without stickiness', () => {
    expect(balancerConfig()).toMatch(/balance leastconn/);
    expect(balancerConfig()).not.toMatch(/cookie|stick/);
  });

  (hasHaproxy() ? it : it.skip)('has a configuration that HAProxy takes', () => {
    expect(faultsOf(balancerConfig())).toBe('');
    expect(faultsOf(balancerConfig().replace('balance', 'balanec'))).toMatch(/unknown keyword 'balanec'/);
  });
});

describe('kubernetes.yaml', () => {
  it('starts a new node before it stops an old one, and gives that more time than it takes', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    expect(documents.map((document) => (document.toJS() as Deployment).kind)).toEqual(['Deployment', 'Service']);
    expect(deployment.spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(deployment.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds);
  });

  it('asks for what there is', () => {
    const [container] = deployment.spec.template.spec.containers;
    expect(container?.readinessProbe.httpGet.path).toBe('/health/ready');
    expect(container?.env.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
