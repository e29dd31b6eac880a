import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { RuleModel } from './field-model.js';
import { MapConstraint } from './map-rule.js';
import { isOptionalRule, isValueRule, type RuleMetadata } from './rule-metadata.js';
import { ruleText } from './rule-text.js';
import { isStandardRule } from './standard-rules.js';

/** The rules of one field. */
export function rulesOf(metadata: readonly RuleMetadata[]): RuleModel[] {
  return metadata.filter(isValueRule).flatMap((rule) => {
    const { constraints = [], each = false } = rule;
    return getMetadataStorage()
      .getTargetValidatorConstraints(rule.constraintCls)
      .map(({ name, async: isAsync, instance }) => ({
        name: name || rule.type,
        each,
        constraints,
        text: ruleText(name || rule.type, rule, instance),
        isStandard: instance instanceof MapConstraint || (!isAsync && isStandardRule(name, instance, constraints)),
        validator: instance,
      }));
  });
}

/** Why a compiled check cannot take over one of these rules, or undefined. */
export function ruleObstacle(metadata: readonly RuleMetadata[], rules: readonly RuleModel[]): string | undefined {
  for (const rule of metadata) {
    if ((rule.groups?.length ?? 0) > 0 || rule.always !== undefined) return 'uses validation groups';
    if (rule.validateIf !== undefined) return 'uses validateIf';
    if (rule.type === ValidationTypes.PROMISE_VALIDATION) return 'uses @ValidatePromise';
    if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION && !isOptionalRule(rule)) return 'uses @ValidateIf';
    if (isValueRule(rule) && getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls).length === 0) {
      return 'uses a rule that is not registered';
    }
  }
  const custom = rules.find(({ isStandard }) => !isStandard);
  return custom && `uses the custom rule ${custom.name}`;
}
