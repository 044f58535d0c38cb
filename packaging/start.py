"""Where the frozen program begins."""

from gzlabel.__main__ import main

raise SystemExit(main())
