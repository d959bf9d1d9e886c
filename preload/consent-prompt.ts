// Runs in the sandboxed prompt before its page: gives it the views of main, and takes its answer. Nothing else of the app is in reach of that page.
import { contextBridge, ipcRenderer } from 'electron';
import { createPromptApi } from './prompt-api';

contextBridge.exposeInMainWorld('consentPrompt', createPromptApi(ipcRenderer));
