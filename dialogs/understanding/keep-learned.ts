import { writeLearned } from './learned-file.ts';
import { learnAgain } from './trained.ts';

// A step of the build: a program that starts need not learn.
writeLearned(learnAgain());
