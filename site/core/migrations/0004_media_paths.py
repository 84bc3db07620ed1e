from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_search'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='portalimage',
            index=models.Index(fields=['file'], name='core_image_path'),
        ),
        migrations.AddIndex(
            model_name='portalrendition',
            index=models.Index(fields=['file'], name='core_rendition_path'),
        ),
    ]
