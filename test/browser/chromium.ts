import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine, without a window and without calls to its maker. */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env['KIJUN_CHROMIUM'] ?? places.find((place) => existsSync(place))
  if (executablePath === undefined) {
    throw new Error(
      'ブラウザーの試験に Chromium が必要です。入れるか、その場所を KIJUN_CHROMIUM に指定してください。',
    )
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
