"""Turn files as the NHS and the CQC publish them into the folders of networks; fetch nothing."""
