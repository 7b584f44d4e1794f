import type { BookFacts } from '#engine/procedure/definition.ts'
import { textOf } from '#engine/procedure/form-rules.ts'
import type { Value } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'

/*
 * What the permissions for lines to the outside and for wireless networks write into the ledgers, from the day the
 * thing is there: the rest of the line is the section's to fill in.
 */

const methods: Readonly<Record<string, string>> = {
  private: 'dedicated',
  closed: 'ip-vpn',
  vpn: 'vpn',
  internet: 'internet',
}

/** 外部接続点台帳: a line from the day of connection, ended on the day it was cut. */
export function connectionLine(facts: BookFacts): Record<string, Value> {
  const { form } = facts
  return {
    name: textOf(form, 'partner').slice(0, 100),
    partner: textOf(form, 'partner').slice(0, 100),
    zone: textOf(form, 'zone'),
    method: methods[textOf(form, 'line')] ?? 'dedicated',
    firewall: textOf(form, 'boundary').slice(0, 100),
    investigated: textOf(form, 'security'),
    investigated_on: facts.decidedOn,
    liability: textOf(form, 'liability') === 'contract' ? 'yes' : 'no',
    permit: facts.applicationId,
    from: dayOf(facts.startedAt, textOf(form, 'from')),
    ...(facts.finishedAt === null ? {} : { until: jstDate(facts.finishedAt) }),
  }
}

/** 無線LAN台帳: a line from the day it is used; what was given up has no access points. */
export function wirelessLine(facts: BookFacts): Record<string, Value> {
  const { form } = facts
  const login = textOf(form, 'login')
  const zone = textOf(form, 'zone')
  const newest = textOf(form, 'cipher') === 'wpa3'
  return {
    name: textOf(form, 'ssid').slice(0, 60),
    // Guests meet none of the city's layers.
    zone: zone === 'guest' ? 'none' : zone,
    encryption: newest ? 'wpa3' : login === 'shared' ? 'wpa2-psk' : 'wpa2-eap',
    authentication: login === 'shared' ? 'none' : login,
    points: facts.finishedAt === null ? Number(textOf(form, 'units')) : 0,
    places: textOf(form, 'place').slice(0, 200),
    logged: true,
    permit: facts.applicationId,
  }
}

const dayOf = (instant: string | null, otherwise: string): string =>
  instant === null ? otherwise : jstDate(instant)
