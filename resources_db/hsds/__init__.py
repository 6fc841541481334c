"""HSDS 3.0, the Human Services Data Specification of Open Referral, in and out (https://docs.openreferral.org).

shaping: record -> HSDS; parsing: HSDS -> record; keeping: what the other side cannot hold, carried along;
writing and reading: both together, so that nothing is lost either way.
"""
