import { openStocktake, prepareStocktake } from '#engine/stocktake/contract.ts'
import { countLines, signStocktake, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { atMinute } from './office-hours.ts'
import type { Doing, PermitStage } from './permits.ts'

/**
 * A stock-take of devices in two sections: 情報政策課 has counted everything and its head has signed; 長寿支援課 has
 * found the first of its devices and still looks for the rest.
 */
export async function countDevices(
  { runner, clock, tenantId, today }: PermitStage,
  { as, unit, day }: Doing,
): Promise<void> {
  clock.set(atMinute(day(-10), 900))
  const [office, eldercare] = [unit('0103'), unit('0404')]
  const { stocktakeId } = openStocktake.output.parse(
    await runner.run(openStocktake.name, await as('hasumi', day(-10)), {
      register: 'device',
      title: '機器の棚卸',
      asOf: day(-10),
      dueOn: addDays(today, 18),
      unitIds: [office, eldercare],
    }),
  )
  await runner.run(
    prepareStocktake.name,
    { tenantId, actor: { kind: 'system', job: 'sample-city' } },
    { stocktakeId },
  )
  const count = async (who: string, open: number, unitId: string, most: number): Promise<void> => {
    clock.set(atMinute(day(open), 930))
    const scope = await as(who, day(open))
    const { lines } = stocktakeSheet.output.parse(
      await runner.run(stocktakeSheet.name, scope, { stocktakeId, unitId }),
    )
    const answers = lines
      .slice(0, most)
      .map(({ entryId }, index) =>
        index === 1 && most < lines.length
          ? { entryId, outcome: 'elsewhere', note: '給付係の机にあった' }
          : { entryId, outcome: 'found' },
      )
    await runner.run(countLines.name, scope, { stocktakeId, unitId, answers })
  }
  await count('hasumi', -8, office, 100)
  clock.set(atMinute(day(-7), 945))
  await runner.run(signStocktake.name, await as('makabe', day(-7)), { stocktakeId, unitId: office })
  await count('natori', -2, eldercare, 2)
}
