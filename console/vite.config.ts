import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'target/classes/META-INF/resources/console',
    emptyOutDir: true,
    // No file of the console says where it came from; its size is judged by the tests.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    // The policy allows no data: for anything but images.
    assetsInlineLimit: 0,
  },
  test: { include: ['src/**/*.test.ts'] },
  // While one works on the console: npm run dev, with a hub beside it.
  server: { proxy: { '/api': process.env.SERAI_HUB ?? 'http://127.0.0.1:8080' } },
});
