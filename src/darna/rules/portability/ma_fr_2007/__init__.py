"""The agreement of 2007 between Morocco and France: two pensions are compared and the higher is paid."""
