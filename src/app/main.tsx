import './withoutCompiledSchemas';
import './look.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { openCity } from './openCity';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');

const { city, refused } = await openCity(window);
createRoot(root).render(
  <StrictMode>
    <App city={city} refused={refused} />
  </StrictMode>,
);

// Type that is late changes the look for a moment; type that is waited for keeps the page from being used.
void import('./fonts');
