import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * react-aria ships its spoken texts in some thirty languages, all of them imported. The house speaks two, so the
 * others are emptied at build time; react-aria falls back to English for a language it does not have.
 */
const onlyOurLanguages: Plugin = {
  name: 'kijun-only-our-languages',
  enforce: 'pre',
  load(id) {
    const language = /react-(?:aria|stately|aria-components)\/.*\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.mjs$/.exec(
      id,
    )?.[1]
    if (language === undefined || language === 'ja-JP' || language === 'en-US') return null
    return 'export default {}'
  },
}

/**
 * The theme plugin names a Japanese web font first. Nothing is fetched at run time, so the stack of fonts that the
 * desks already have is ours (see style.css); everything else of the theme is used as it is.
 */
const themeFile = fileURLToPath(import.meta.resolve('@digital-go-jp/tailwind-theme-plugin/v4'))
if (!readFileSync(themeFile, 'utf8').includes('--color-key-900')) {
  throw new Error('The design-system theme no longer defines its key colour: check its version.')
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [onlyOurLanguages, react(), tailwindcss()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // data: addresses would need a wider content security policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
