import type { z } from 'zod'
import { personOf } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { officeCodes, offices } from '../offices.ts'
import { setSignInRule, signInRuleList } from './contract-sessions.ts'
import { minLengthFrom } from './password-rules.ts'
import type { SignInPorts } from './ports.ts'
import { loadRules, type SignInRuleName } from './rules.ts'
import { stopperCapacity } from './stops-service.ts'
import './tables.ts'

/** The rules of signing in, with the clauses they rest on, and changing those that are the city's to set. */
export function ruleOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(signInRuleList, async (act): Promise<z.input<typeof signInRuleList.output>> => {
      const rules = await loadRules(act.tx)
      const text = await ports.cityText(act.tx, act.today)
      const words = await act.tx
        .selectFrom('office_rule')
        .select(['office', 'word'])
        .where('valid_from', '<=', act.today)
        .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', act.today)]))
        .execute()
      const wordOf = new Map<string, string>(words.map((row) => [row.office, row.word]))
      return {
        ...rules,
        privilegedMinutes: text.privilegedMinutes?.value ?? rules.privilegedMinutes,
        privilegedByCity: text.privilegedMinutes !== null,
        minLength: minLengthFrom(text.passwordMinLength?.value ?? null),
        minLengthByCity: text.passwordMinLength !== null,
        maxAgeDays: text.passwordMaxAge === null ? null : Math.ceil(text.passwordMaxAge.value),
        offices: officeCodes.map((office) => ({ office, word: wordOf.get(office) ?? offices[office].word })),
        cites: [...text.cites].flatMap(([slot, cites]) => cites.map((cite) => ({ ...cite, slot }))),
        mayManage: personOf(act).rights.has('settings.manage'),
        mayStop: (await stopperCapacity(act)) !== null,
      }
    }),

    implement(setSignInRule, async (act, input) => {
      await act.recorder.save('sign_in_rule', {
        tenant_id: act.tenantId,
        name: input.name,
        value: input.value,
        set_at: act.at,
      })
      act.recorder.describe({
        act: 'サインインの決まりの変更',
        subject: { kind: 'sign-in-rule', id: input.name, label: ruleWords[input.name] },
      })
      return {}
    }),
  ]
}

const ruleWords: Readonly<Record<SignInRuleName, string>> = {
  secondFactorFor: '二つ目の方法を求める役割',
  stepUpMinutes: '本人の再確認が有効な時間',
  privilegedIdleMinutes: '管理する人の、操作がないときの時間',
  privilegedMinutes: '管理する人の、サインインの長さ',
  passwordHistory: '使い回せないパスワードの数',
}
