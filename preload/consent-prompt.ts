// The preload script of the consent prompt: passes main's views to the page and its answers to main. The page can reach nothing else of the app.
import { contextBridge, ipcRenderer } from 'electron';
import { createPromptApi } from './prompt-api';

contextBridge.exposeInMainWorld('consentPrompt', createPromptApi(ipcRenderer));
