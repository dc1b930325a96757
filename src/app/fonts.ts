import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
