"""Windows are drawn into memory, so that no screen is needed."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
