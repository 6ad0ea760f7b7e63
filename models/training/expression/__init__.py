"""The expression network: a small MobileNet on 48x48 grey faces, trained on FER-2013 with FER+ votes."""
