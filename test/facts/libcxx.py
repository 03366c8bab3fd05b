"""Every formula for libstdc++ 12 on glibc 2.36."""

import glibc
import gnucontainers
import gnuothers
import gnustrings
from allocation import Facts

fact = Facts(glibc.fact, gnustrings.fact, gnucontainers.fact, gnuothers.fact)
