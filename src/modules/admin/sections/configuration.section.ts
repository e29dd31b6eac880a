import { ModulesContainer } from '@nestjs/core';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { AdminRows } from '../../../core/console/administrator.js';
import { AdminDetails, AdminSection, AdminTable } from '../../../core/console/console.decorators.js';
import { GameConfig } from '../../../core/config/game-config.js';
import {
  isConfigClass,
  sourceOf,
  variableNames,
  type ConfigClass,
  type ValueSource,
} from '../../../core/config/load-config.js';
import { variableDocs } from '../../../core/config/variable-docs.js';
import { isSecret } from '../../../protocol/secret.decorator.js';
import { readDtoModel } from '../../../protocol/check/dto-model.js';

/** Which variables are listed. */
export class VariableQueryDto {
  /** Only those with this text in their name or what is said of them. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly text?: string;

  /** Only those whose value comes from here. */
  @IsOptional()
  @IsIn(['environment', '.env', 'code', 'default'])
  readonly source?: ValueSource;
}

/** A variable. */
interface VariableRow {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly value: string;
  readonly fallback: string;
  readonly source: ValueSource;
  readonly rule: string;
  readonly doc: string;
}

/** What this node was started with. It is shown, and cannot be changed here. */
@AdminSection({ id: 'configuration', title: 'Configuration', area: 'server', right: 'config.read' })
export class ConfigurationSection {
  private docs: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly modules: ModulesContainer,
  ) {}

  /** What an operator should know of it before anybody else does. */
  @AdminDetails({ title: 'Worth a look' })
  warnings(): object | undefined {
    const warnings = warningsOf(this.config);
    return warnings.length === 0 ? undefined : { warnings };
  }

  /** Every variable of the core and of the modules. */
  @AdminTable({
    columns: [
      { key: 'id', title: 'Variable' },
      { key: 'value', title: 'Value' },
      { key: 'source', title: 'From' },
      { key: 'fallback', title: 'Default' },
      { key: 'rule', title: 'Rule' },
      { key: 'doc', title: 'Is' },
    ],
  })
  list({ text, source }: VariableQueryDto): AdminRows<VariableRow> {
    const wanted = text?.toLowerCase();
    const rows = [...this.configs()].flatMap(([type, values]) => this.rowsOf(type, values));
    const found = rows.filter(
      (row) =>
        (source === undefined || row.source === source) &&
        (wanted === undefined || `${row.id} ${row.doc}`.toLowerCase().includes(wanted)),
    );
    return { rows: found, total: found.length };
  }

  /** The classes of variables that this application has, with their values. */
  private configs(): ReadonlyMap<ConfigClass, object> {
    const found = new Map<ConfigClass, object>([[GameConfig, this.config]]);
    for (const { providers } of this.modules.values())
      for (const [token, { instance }] of providers)
        if (isConfigClass(token) && typeof instance === 'object' && instance !== null) found.set(token, instance);
    return found;
  }

  private rowsOf(type: ConfigClass, values: object): VariableRow[] {
    this.docs ??= variableDocs();
    const rules = new Map(
      readDtoModel(type).fields.map((field) => [
        field.name,
        field.rules.map(({ text }) => text.replace(`${field.name} `, '')),
      ]),
    );
    const defaults = new type();
    return variableNames(type).map((name) => ({
      id: name,
      value: shownValue(type, name, Reflect.get(values, name)),
      source: sourceOf(this.config, name),
      fallback: shownValue(type, name, Reflect.get(defaults, name)),
      rule: rules.get(name)?.join('; ') ?? '',
      doc: this.docs?.get(name) ?? '',
    }));
  }
}

function shownValue(type: ConfigClass, name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
  return isSecret(type, name) ? `set, ${text.length} characters` : text;
}

function warningsOf(config: GameConfig): string[] {
  const { AUTH_REQUIRED, NODE_ENV, PUBLIC_URL, METRICS_TOKEN, DATABASE_URL, ALLOWED_ORIGINS, ALLOWED_HOSTS } = config;
  const { RATE_LIMIT_PER_SECOND, TRUSTED_PROXIES } = config;
  const isDefault = (name: string): boolean => sourceOf(config, name) === 'default';
  return [
    ...(AUTH_REQUIRED ? [] : ['Anyone may play without signing in: AUTH_REQUIRED is false.']),
    ...(NODE_ENV === 'production' ? [] : [`This is no production server: NODE_ENV is ${NODE_ENV}.`]),
    ...(PUBLIC_URL?.startsWith('https:') === true
      ? []
      : ['Nothing says that connections are encrypted: PUBLIC_URL is no https:// address.']),
    ...(METRICS_TOKEN === undefined ? ['Anybody can read /metrics: METRICS_TOKEN is not set.'] : []),
    ...(DATABASE_URL === undefined ? ['The database is embedded: DATABASE_URL is not set.'] : []),
    ...(ALLOWED_ORIGINS.includes('*') ? ['Any web page may connect: ALLOWED_ORIGINS has *.'] : []),
    ...(ALLOWED_HOSTS.includes('*') ? ['Any host name is taken for this server: ALLOWED_HOSTS has *.'] : []),
    ...(PUBLIC_URL !== undefined && TRUSTED_PROXIES === 0
      ? ['There is a PUBLIC_URL, but no trusted proxy: all players may seem to have one address.']
      : []),
    ...(isDefault('RATE_LIMIT_PER_SECOND') && isDefault('RATE_LIMIT_BURST')
      ? [`Limits are the defaults: ${RATE_LIMIT_PER_SECOND} messages per second and connection.`]
      : []),
  ];
}
